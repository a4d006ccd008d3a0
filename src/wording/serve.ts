/** What `serve` says. */
export const SERVE = {
  listening: (url: string) => `listening on ${url}`,
  tryIt: (url: string) => `Try: matrix-token register ${url}`,
  stop: 'Ctrl-C stops it; it forgets everything.',
  faulty: (names: readonly string[]) => `This server is wrong on purpose: ${names.join(', ')}.`,
  exposed: (host: string) =>
    `${host} is not loopback: everybody who reaches this machine can register here, over plain HTTP.`,
  badHost: '--host takes an IP address of this machine, or localhost.',
  badPort: '--port takes a number from 0 to 65535; 0 is a free port.',
  badLifetime: '--access-token-lifetime takes a duration, such as 90s, 5m or 1h30m.',
  badServerName: '--server-name takes a host name, with a port or without: localhost, example.org, localhost:8448.',
  logLine: ({ method, path, status }: { method: string; path: string; status: number }) =>
    `${method} ${path} ${status}`,
} as const;
