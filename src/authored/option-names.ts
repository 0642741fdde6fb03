/** The names of options; where one holds options itself, or a list of such, theirs. `'*'` is any name, where the keys are the author's. */
export interface Names {
  readonly [option: string]: true | Names;
}

/** Each option of `T`, so that the compiler tells the table of one that was forgotten or no longer exists. */
export type OptionNames<T> = { readonly [K in KeysOf<T> & string]-?: true | Names };

/** Of every member of a union. */
type KeysOf<T> = T extends unknown ? keyof T : never;
