/** One declared attribute of a span. */
export interface AttributeShape {
  readonly type: 'text' | 'number';
  /** The closed set it is one of. */
  readonly values?: readonly string[];
}

/** A service that declares traces, and what its spans carry besides the semantic conventions. */
export interface TracesShape {
  readonly service: string;
  readonly attributes: Readonly<Record<string, AttributeShape>>;
}

/** What is known of the estate's traces; without any, names are not checked. */
export interface TraceCatalogue {
  readonly traces: readonly TracesShape[];
  /** Every service, with traces or without. */
  readonly services: readonly string[];
}
