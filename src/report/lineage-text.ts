import { LINEAGE_TEXT } from '../wording/diff.js';
import type { KinReport, LineageReport } from './lineage.js';
import type { View } from './style.js';
import { shorten } from './wrap.js';

const LONGEST_LINE = 500;
const INDENT = '  ';
const DEEPEST_INDENT = 20;

/** Renders what `diff --all` found for a terminal: each macaroon below the one it was made from, then the lines that hold none. */
export function renderLineage(report: LineageReport, { style }: View): string {
  const { tokens, unread } = report;
  const summary = LINEAGE_TEXT.summary(
    tokens.length,
    tokens.filter(({ parent }) => parent !== null).length,
    tokens.filter(({ sameAs }) => sameAs !== null).length,
  );
  return [
    ...orderByParent(tokens).map(({ kin, depth }) => {
      const name = style.bold(LINEAGE_TEXT.line(kin.line));
      return `${INDENT.repeat(Math.min(depth, DEEPEST_INDENT))}${name}  ${shorten(describe(kin), LONGEST_LINE)}`;
    }),
    ...unread.map(({ line, error }) =>
      style.yellow(`${LINEAGE_TEXT.line(line)}  ${LINEAGE_TEXT.unread(error.message)}`),
    ),
    '',
    summary,
  ].join('\n');
}

function describe({ adds, sameAs, sameText, whole }: KinReport): string {
  if (sameAs !== null) return LINEAGE_TEXT.sameAs(sameAs, sameText);
  if (!whole) return LINEAGE_TEXT.damaged;
  return adds.length === 0 ? '' : LINEAGE_TEXT.adds(adds.map(({ text }) => text));
}

/** Each macaroon followed by its descendants; a duplicate stands with the one it repeats. */
function orderByParent(tokens: readonly KinReport[]): { readonly kin: KinReport; readonly depth: number }[] {
  const below = groupByParent(tokens);
  const listBelow = (line: number | null, depth: number) =>
    (below.get(line) ?? []).map((kin) => ({ kin, depth })).reverse();
  const open = listBelow(null, 0);
  const ordered = [];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    ordered.push(next);
    open.push(...listBelow(next.kin.line, next.depth + 1));
  }
  return ordered;
}

function groupByParent(tokens: readonly KinReport[]): ReadonlyMap<number | null, KinReport[]> {
  const below = new Map<number | null, KinReport[]>();
  for (const kin of tokens) {
    const parent = kin.sameAs ?? kin.parent;
    const group = below.get(parent);
    if (group === undefined) below.set(parent, [kin]);
    else group.push(kin);
  }
  return below;
}
