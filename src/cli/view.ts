import { createStyle, type View } from '../report/style.js';
import type { Io, Sink } from './io.js';

const DEFAULT_WIDTH = 100;
const NARROWEST = 40;

/** Whether one stream gets colours. Decided per stream: NO_COLOR wins, then FORCE_COLOR, then TERM=dumb, then whether it is a terminal. */
export function wantsColour(sink: Sink, env: Io['env']): boolean {
  if (env.NO_COLOR) return false;
  const { FORCE_COLOR: forced } = env;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if (env.TERM === 'dumb') return false;
  return sink.isTTY === true;
}

/** The view of one stream: its colours and its width in columns. */
export function viewOf(sink: Sink, env: Io['env']): View {
  const width = Math.max(sink.columns ?? DEFAULT_WIDTH, NARROWEST);
  return { style: createStyle(wantsColour(sink, env)), width, terminal: sink.isTTY === true };
}
