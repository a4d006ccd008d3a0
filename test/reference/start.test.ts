import { expect, test } from '@jest/globals';
import { startReference } from '../../src/reference/start.js';
import { rejectsWith } from '../support/fails-with.js';
import { CLIENT, useServers } from '../support/reference.js';

const start = useServers();

test('it listens on loopback, on a free port, and says where clients find it', async () => {
  const server = await start();
  expect(server).toMatchObject({ host: '127.0.0.1', serverName: 'localhost', url: `http://127.0.0.1:${server.port}` });
  expect((await server.get('/.well-known/matrix/client')).json).toEqual({ 'm.homeserver': { base_url: server.url } });
  expect((await server.get(`${CLIENT}/versions`)).json.versions).toContain('v1.1');
});

test('it counts its requests and tells of each, without query, token, or path that is not its own', async () => {
  const log: object[] = [];
  const server = await start({ log: (entry) => log.push(entry) });
  await server.get(`${CLIENT}/v3/account/whoami?access_token=CANARY`);
  await server.get('/CANARY');
  expect(server.requests()).toBe(2);
  expect(log).toEqual([
    { method: 'GET', path: '/_matrix/client/v3/account/whoami', status: 401 },
    { method: 'GET', path: '(unknown path)', status: 404 },
  ]);
});

test('it stops at once, though a client keeps its connection', async () => {
  const server = await start();
  await server.get(`${CLIENT}/versions`);
  await server.close();
  await expect(fetch(`${server.url}${CLIENT}/versions`)).rejects.toThrow();
});

test('the same random bytes make the same tokens', async () => {
  const random = (bytes: number) => new Uint8Array(bytes).fill(7);
  const one = await (await start({ random })).guest();
  const other = await (await start({ random })).guest();
  expect(one).toEqual(other);
});

test('a port that is taken', async () => {
  const { port } = await start();
  const message = `Cannot listen on 127.0.0.1, port ${port}: the port is taken.`;
  await rejectsWith(startReference({ port }), 'ERR_CANNOT_LISTEN', message);
});
