import { isUserId } from '../caveat/user-id.js';
import { findDialect } from '../dialect/catalogue.js';
import { type IssuedContent, type IssueId, issueContent } from '../dialect/issue.js';
import { failure } from '../errors.js';
import { mintToken } from '../report/mint.js';
import { refuseNonstandard } from '../token/narrow.js';
import { MINT_USAGE } from '../wording/mint.js';
import { answerToken } from './answer-token.js';
import { type CaveatFlags, readCaveatFlags, readExpiry } from './attenuate-flags.js';
import { type EncodingName, readForm, type WIRE_FORMATS } from './form-flags.js';
import type { Io } from './io.js';
import { readOneKey } from './one-key.js';
import type { Outcome } from './outcome.js';

/** What `mint` is asked, as it is typed. */
export interface MintFlags extends CaveatFlags {
  readonly 'key-file'?: string | undefined;
  readonly 'key-env'?: string | undefined;
  readonly as: IssueId;
  readonly user?: string | undefined;
  readonly location?: string | undefined;
  readonly identifier?: string | undefined;
  readonly set?: readonly string[] | undefined;
  readonly guest: boolean;
  readonly 'allow-nonstandard': boolean;
  readonly format?: (typeof WIRE_FORMATS)[number] | undefined;
  readonly encoding?: EncodingName | undefined;
  readonly output?: string | undefined;
}

/** Makes a token. `nonce` is for kinds that have one. Throws `ERR_USAGE`, `ERR_CAVEAT_REFUSED`, and what reading the key throws. */
export async function answerMint(flags: MintFlags, nonce: string, io: Io): Promise<Outcome> {
  const now = io.now();
  const { as, user, guest, location = serverOf(user) } = flags;
  if (user !== undefined && !isUserId(user)) throw failure('ERR_USAGE', { problem: MINT_USAGE.user });
  const content = fillIn(as, flags, nonce, now);
  const added = readCaveatFlags({ ...flags, 'expires-in': undefined, 'expires-at': undefined, type: undefined }, now);
  if (!flags['allow-nonstandard']) refuseNonstandard(added, now);
  const guestCaveat = guest && !content.caveats.includes(GUEST) ? [GUEST] : [];
  const form = readForm(flags.format ?? (content.version === 1 ? 'v1' : 'v2'), flags.encoding);
  const rootKey = await readOneKey({ file: flags['key-file'], env: flags['key-env'], missing: MINT_USAGE.key }, io);
  const report = mintToken({
    rootKey,
    location,
    identifier: flags.identifier ?? content.identifier,
    caveats: [...content.caveats, ...guestCaveat, ...added],
    form,
    dialect: findDialect(as),
    now,
  });
  return answerToken(report, { output: flags.output });
}

const GUEST = 'guest = true';

function fillIn(id: IssueId, flags: MintFlags, nonce: string, now: number): IssuedContent {
  const { user, type, set = [] } = flags;
  const content = issueContent(id, {
    user,
    type,
    expires: readExpiry(flags, now),
    nonce,
    settings: new Map(set.map(readSetting)),
    now,
  });
  if (typeof content === 'string') throw failure('ERR_USAGE', { problem: MINT_USAGE[content] });
  return content;
}

function readSetting(text: string): [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw failure('ERR_USAGE', { problem: MINT_USAGE.set });
  return [text.slice(0, at), text.slice(at + 1)];
}

/** The server that a user ID names, which is where Synapse says that its tokens are from. */
function serverOf(user = ''): string {
  const at = user.indexOf(':');
  return at === -1 ? 'localhost' : user.slice(at + 1);
}
