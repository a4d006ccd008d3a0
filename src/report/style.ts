/** How a piece of text may be set off from the rest. Every function returns its argument unchanged where colour is off. */
export interface Style {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly red: Paint;
  readonly green: Paint;
  readonly yellow: Paint;
  readonly cyan: Paint;
}

/** What a text renderer needs to know of the place it renders for. */
export interface View {
  readonly style: Style;
  /** Columns. */
  readonly width: number;
  /** Whether someone looks at it as it is drawn: pictures are for them, not for pipes. */
  readonly terminal?: boolean;
}

type Paint = (text: string) => string;

const plain: Paint = (text) => text;

function paint(open: number, close: number): Paint {
  return (text) => `\u001b[${open}m${text}\u001b[${close}m`;
}

/** A style with ANSI colours, or one that changes nothing. */
export function createStyle(coloured: boolean): Style {
  if (!coloured) return { bold: plain, dim: plain, red: plain, green: plain, yellow: plain, cyan: plain };
  return {
    bold: paint(1, 22),
    dim: paint(2, 22),
    red: paint(31, 39),
    green: paint(32, 39),
    yellow: paint(33, 39),
    cyan: paint(36, 39),
  };
}
