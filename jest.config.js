// Tests run on the compiled output: what is tested is what ships.
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/dist/test'],
  testMatch: ['**/*.test.js'],
  testPathIgnorePatterns: ['<rootDir>/dist/test/peers/', '<rootDir>/dist/test/synapse/'],
  transform: {},
  setupFiles: ['<rootDir>/dist/test/support/plain-console.js'],
};
