// Tests against a real Synapse: they need Python and a package index, so `npm test` leaves them out.
import config from './jest.config.js';

export default {
  ...config,
  roots: ['<rootDir>/dist/test/synapse'],
  testPathIgnorePatterns: [],
  globalSetup: '<rootDir>/dist/test/synapse/install.js',
};
