import type { Artifact } from '../artifacts/kind.ts';
import type { Address } from '../kernel/address.ts';
import { fileOf, type Texts } from './texts.ts';

/** A file of a cell. It has no more than it must: there are hundreds of thousands. */
export class CellArtifact implements Artifact {
  readonly madeWith: string;
  readonly #whole: Artifact;
  readonly #texts: () => Texts;

  constructor(whole: Artifact, madeWith: string, texts: () => Texts) {
    this.madeWith = madeWith;
    this.#whole = whole;
    this.#texts = texts;
  }

  get kind(): string {
    return this.#whole.kind;
  }

  get server(): Artifact['server'] {
    return this.#whole.server;
  }

  get environment(): string {
    return this.#whole.environment;
  }

  get path(): string {
    return this.#whole.path;
  }

  get from(): readonly Address[] {
    return this.#whole.from;
  }

  get content(): unknown {
    return this.#whole.content;
  }

  get text(): string {
    return this.#texts().get(fileOf(this)) ?? this.#whole.text;
  }
}
