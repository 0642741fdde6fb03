/** The queries of the model are those of the languages; they live where authoring can name them too. */
export type { EngineName, LogqlQuery, PromqlQuery, Query, TraceqlQuery } from '../query/query.ts';
