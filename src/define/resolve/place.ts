export interface Refused {
  readonly code: string;
  readonly seen: string;
  readonly wanted: string;
}
/** A field, and what fits there. */
export interface Place {
  readonly field: string;
  readonly fits: (value: unknown) => boolean;
  readonly wanted: string;
  /** What was seen, where the value itself does not tell. */
  readonly seen?: string;
  /** Null is told too: nothing else looks at the field. */
  readonly strict?: true;
  /** What is undefined is told too: nothing else asks for the field. */
  readonly needed?: true;
  /** What is refused though it has the form: the code it is told with, what was seen, and what to write. */
  readonly refused?: (value: unknown) => Refused | undefined;
  /** Where in the value stands what does not fit, by its path; none: the whole of it. */
  readonly strange?: (value: unknown) => readonly (readonly [path: string, value: unknown])[];
  /** What the field is, where this is said of each of its elements. */
  readonly each?: 'list' | 'record';
  /** What the keys of a record are. @default 'label' */
  readonly key?: string;
  /** What stands in it, or in each of its elements. */
  readonly inside?: readonly Place[];
}
