import { describe, expect, test } from '@jest/globals';
import { discoverHomeserver, openHomeserver } from '../../src/homeserver/discover.js';
import type { HttpRequest, HttpResponse } from '../../src/homeserver/http.js';
import { rejectsWith } from '../support/fails-with.js';
import { json, type PlainAnswer, page } from '../support/scripted-server.js';

const MODERN = json(200, { versions: ['r0.6.1', 'v1.1', 'v1.12'] });
const OLD = json(200, { versions: ['r0.0.1', 'r0.1.0'] });

/** A Send without a network: one answer per URL, 404 without JSON for all others; remembers what it was asked. */
function network(answers: Readonly<Record<string, PlainAnswer>>) {
  const asked: HttpRequest[] = [];
  const send = async (request: HttpRequest): Promise<HttpResponse> => {
    asked.push(request);
    const { status, headers = {}, body = '' } = answers[request.url] ?? page(404);
    return { status, headers, body };
  };
  return { send, asked, urls: () => asked.map(({ url }) => url) };
}

const VERSIONS = '/_matrix/client/versions';
const WELL_KNOWN = '/.well-known/matrix/client';
const pointingTo = (base_url: unknown) => json(200, { 'm.homeserver': { base_url } });

describe('a homeserver is found', () => {
  test.each([
    [
      'at a URL',
      'https://hs.example.org',
      { [`https://hs.example.org${VERSIONS}`]: MODERN },
      'https://hs.example.org',
      'v3',
      'address',
    ],
    [
      'on this machine',
      'localhost:8008',
      { [`http://localhost:8008${VERSIONS}`]: OLD },
      'http://localhost:8008',
      'r0',
      'address',
    ],
    [
      'through the well-known file of its name',
      'example.org',
      {
        [`https://example.org${WELL_KNOWN}`]: pointingTo('https://hs.example.org/'),
        [`https://hs.example.org${VERSIONS}`]: MODERN,
      },
      'https://hs.example.org',
      'v3',
      'well-known',
    ],
    [
      'at its name, where there is no well-known file',
      '@alice:example.org:8448',
      { [`https://example.org:8448${VERSIONS}`]: MODERN },
      'https://example.org:8448',
      'v3',
      'address',
    ],
    [
      'through the well-known file of a web site that was given as a URL',
      'https://example.org',
      {
        [`https://example.org${VERSIONS}`]: page(200),
        [`https://example.org${WELL_KNOWN}`]: pointingTo('https://hs.example.org/matrix'),
        [`https://hs.example.org/matrix${VERSIONS}`]: OLD,
      },
      'https://hs.example.org/matrix',
      'r0',
      'well-known',
    ],
  ])('%s', async (_, argument, answers, baseUrl, apiVersion, via) => {
    const { send, asked } = network(answers);
    expect(await discoverHomeserver(argument, send)).toMatchObject({ baseUrl, apiVersion, via });
    expect(asked.flatMap(({ headers }) => Object.keys(headers))).not.toContain('authorization');
  });
});

describe('a well-known file that leads nowhere is an error that says why', () => {
  test.each([
    [page(200), 'it is not a JSON object'],
    [page(500), 'it answered 500'],
    [json(200, []), 'it is not a JSON object'],
    [json(200, {}), 'it has no m.homeserver.base_url'],
    [json(200, { 'm.homeserver': 'hs' }), 'it has no m.homeserver.base_url'],
    [pointingTo(7), 'it has no m.homeserver.base_url'],
    [pointingTo('hs.example.org'), 'its base_url is not a plain http or https address'],
    [pointingTo('https://user@hs.example.org'), 'its base_url is not a plain http or https address'],
    [pointingTo('https://hs.example.org?x'), 'its base_url is not a plain http or https address'],
    [pointingTo('http://hs.example.org'), 'it names a plain http address'],
    [pointingTo('http://127.0.0.1:8008'), 'it names a plain http address'],
  ])('%j', async (answer, problem) => {
    const { send, urls } = network({ [`https://example.org${WELL_KNOWN}`]: answer });
    const error = await rejectsWith(
      discoverHomeserver('example.org', send),
      'ERR_WELL_KNOWN',
      `https://example.org${WELL_KNOWN} should say where the homeserver is, but ${problem}.`,
    );
    expect(error.exit).toBe(5);
    expect(urls()).toEqual([`https://example.org${WELL_KNOWN}`]);
  });
});

describe('an address without a homeserver is an error that names it', () => {
  test('a web page', async () => {
    const { send, urls } = network({ [`https://example.org${VERSIONS}`]: page(200) });
    const error = await rejectsWith(
      discoverHomeserver('https://example.org', send),
      'ERR_NOT_JSON',
      `https://example.org${VERSIONS} answered 200 with a web page (text/html; charset=utf-8), not with JSON.`,
    );
    expect(error.hint).toBe(
      "Is this the homeserver's address? Often it is another host, such as https://matrix.example.org.",
    );
    expect(urls()).toEqual([`https://example.org${VERSIONS}`, `https://example.org${WELL_KNOWN}`]);
  });

  test.each([
    [
      json(404, { errcode: 'M_UNRECOGNIZED' }),
      'ERR_NO_HOMESERVER',
      `There is no Matrix homeserver at https://hs.example.org: https://hs.example.org${VERSIONS} answered 404 without the list of versions.`,
    ],
    [
      json(200, { versions: 'v1.1' }),
      'ERR_ANSWER_UNEXPECTED',
      `https://hs.example.org${VERSIONS} answered 200 with other JSON than expected: a list of versions.`,
    ],
    [
      json(503, {}),
      'ERR_SERVER_ERROR',
      `https://hs.example.org${VERSIONS} failed with 503. The server gave no reason.`,
    ],
  ] as const)('%j', async (answer, code, message) => {
    const { send } = network({ [`https://hs.example.org${VERSIONS}`]: answer });
    await rejectsWith(openHomeserver('https://hs.example.org', send), code, message);
  });

  test('the step after a well-known file is named by its own address', async () => {
    const { send } = network({ [`https://example.org${WELL_KNOWN}`]: pointingTo('https://hs.example.org') });
    await rejectsWith(discoverHomeserver('example.org', send), 'ERR_NOT_JSON', /^https:\/\/hs\.example\.org\/_matrix/);
  });
});

test('what looks like a token is never looked up', async () => {
  const { send, urls } = network({});
  await rejectsWith(
    discoverHomeserver('syt_YWxpY2U_zkjckuUCCtmPhjnLArxj_4571Al', send),
    'ERR_SERVER_IS_TOKEN',
    /looks like/,
  );
  expect(urls()).toEqual([]);
});
