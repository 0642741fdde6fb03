export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the server's address, with its query. */
  readonly path: string;
  readonly body?: string;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Statuses besides 2xx that are an answer and no failure. */
  readonly expect?: readonly number[];
}

export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
}
