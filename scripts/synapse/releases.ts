/** The release that is tested against: the newest that these tests were run with. */
export const CURRENT_RELEASE = '1.163.2';
