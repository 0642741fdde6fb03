/** Answers about finished plans, so that asking again costs nothing. */
export interface PlanCache {
  get(id: string): object | undefined;
  put(id: string, answer: object): void;
  readonly bytes: number;
}

const MAX_PLANS = 200;

export function planCache(): PlanCache {
  const answers = new Map<string, { readonly answer: object; readonly bytes: number }>();
  let bytes = 0;
  const drop = (id: string) => {
    bytes -= answers.get(id)?.bytes ?? 0;
    answers.delete(id);
  };
  return {
    get: (id) => answers.get(id)?.answer,
    put: (id, answer) => {
      drop(id);
      const size = Buffer.byteLength(JSON.stringify(answer));
      answers.set(id, { answer, bytes: size });
      bytes += size;
      const [oldest] = answers.keys();
      if (answers.size > MAX_PLANS && oldest !== undefined) drop(oldest);
    },
    get bytes() {
      return bytes;
    },
  };
}
