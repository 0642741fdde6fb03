/** Offsets into the template. */
export interface TemplateProblem {
  readonly message: string;
  readonly fix: string;
  readonly from: number;
  readonly to: number;
}

/** `$labels.queue`: a variable, or the dot, and the fields read from it. */
export interface Reference {
  readonly kind: 'reference';
  /** `$labels`, `$`, or `.`; `inner` is the dot of a range, which is no longer the alert. */
  readonly root: string;
  readonly fields: readonly string[];
}

export type Operand =
  | Reference
  | { readonly kind: 'function'; readonly name: string; readonly from: number; readonly to: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'constant' }
  /** In parentheses, and the fields read from what it gives. */
  | { readonly kind: 'pipeline'; readonly pipeline: Pipeline; readonly fields: readonly string[] };

/** One stage: a function and its arguments, or a single value. */
export type Command = readonly Operand[];

/** `$value | humanize`: what each stage gives is the last argument of the next. */
export interface Pipeline {
  readonly commands: readonly Command[];
  /** Its answer becomes text: not a condition, and not given to a variable. */
  readonly printed: boolean;
}

export interface Template {
  readonly pipelines: readonly Pipeline[];
  /** Templates it defines, and those it calls. */
  readonly defined: ReadonlySet<string>;
  readonly called: ReadonlySet<string>;
  readonly problems: readonly TemplateProblem[];
}
