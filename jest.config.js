// Tests run on the compiled output: what is tested is what ships.
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/dist/test'],
  testMatch: ['**/*.test.js'],
  testPathIgnorePatterns: ['<rootDir>/dist/test/peers/', '<rootDir>/dist/test/synapse/'],
  transform: {},
  // Many tests start a process of their own, on machines that may be slow: a limit is there to end a hang, not to time anything.
  testTimeout: 60_000,
  setupFiles: ['<rootDir>/dist/test/support/plain-console.js'],
};
