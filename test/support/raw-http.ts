import { once } from 'node:events';
import { connect } from 'node:net';

/** Sends bytes to a port on loopback, as they are, and gives the first answer's status and body. For what no HTTP client would send. */
export async function rawExchange(
  port: number,
  parts: ReadonlyArray<string | Uint8Array>,
): Promise<{ status: number; body: string }> {
  const socket = connect(port, '127.0.0.1');
  const received: Buffer[] = [];
  socket.on('data', (data: Buffer) => received.push(data));
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(Buffer.concat(parts.map((part) => Buffer.from(part))));
  await once(socket, 'close');
  const text = Buffer.concat(received).toString('latin1');
  const [head = '', body = ''] = text.split('\r\n\r\n');
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]), body };
}
