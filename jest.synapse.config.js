// Tests against a real Synapse: they need Python and a package index, so `npm test` leaves them out.
import config from './jest.config.js';

export default {
  ...config,
  roots: ['<rootDir>/dist/test/synapse'],
  // npm run test:synapse:old runs these: their releases take minutes to install.
  testPathIgnorePatterns: ['/old-releases'],
  globalSetup: '<rootDir>/dist/test/synapse/install.js',
};
