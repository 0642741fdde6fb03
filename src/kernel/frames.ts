export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** So many calls lead from the constructor to the author at most. */
const DEPTH = 4;

/** Every file that had a frame, and its number. */
const files: string[] = [];
const numbers = new Map<string, number>();

/** Frames of a stack in a fifth of the memory V8 takes for them: a large estate has hundreds of thousands of definitions. */
export class Frames {
  /** `3:17:5 0:80:12`: number of the file, line, column. */
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  frames(): Place[] {
    if (this.#text === '') return [];
    return this.#text.split(' ').map((frame) => {
      const [file = 0, line = 0, column = 0] = frame.split(':').map(Number);
      return { file: files[file] ?? '', line, column };
    });
  }
}

/** What called `by`, nearest first. */
export function framesAbove(by: (...args: never[]) => unknown): string {
  const before = Error.stackTraceLimit;
  const printing = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace');
  const holder: { readonly stack?: string } = {};
  try {
    Error.stackTraceLimit = DEPTH;
    Error.prepareStackTrace = (_, sites) => sites.flatMap(frameOf).join(' ');
    Error.captureStackTrace(holder, by);
    return holder.stack ?? ''; // printed while it is ours to print
  } finally {
    Error.stackTraceLimit = before;
    if (printing) Object.defineProperty(Error, 'prepareStackTrace', printing);
    else Reflect.deleteProperty(Error, 'prepareStackTrace');
  }
}

function frameOf(site: NodeJS.CallSite): string[] {
  const file = site.getScriptNameOrSourceURL()?.replace(/^file:\/\//, '');
  const line = site.getLineNumber();
  if (!file || line === null || file.startsWith('node:')) return [];
  return [`${numberOf(file)}:${line}:${site.getColumnNumber() ?? 0}`];
}

function numberOf(file: string): number {
  const known = numbers.get(file);
  if (known !== undefined) return known;
  numbers.set(file, files.length);
  return files.push(file) - 1;
}
