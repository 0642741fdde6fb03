/** Answers by a text, for texts that come again and again: all are let go where there are more than `most`. */
export class FewAnswers<V> {
  readonly #most: number;
  readonly #known = new Map<string, V>();

  constructor(most: number) {
    this.#most = most;
  }

  of(text: string, answer: () => V): V {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const value = answer();
    if (this.#known.size >= this.#most) this.#known.clear();
    this.#known.set(text, value);
    return value;
  }
}
