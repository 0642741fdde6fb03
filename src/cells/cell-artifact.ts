import type { Artifact } from '../artifacts/kind.ts';
import type { Address } from '../kernel/address.ts';
import type { ServerKind } from '../model/environment.ts';
import { fileOf, type Texts } from './texts.ts';

/** A file of a cell. */
export class CellArtifact implements Artifact {
  readonly kind: string;
  readonly server: ServerKind | 'docs';
  readonly environment: string;
  readonly path: string;
  readonly from: readonly Address[];
  readonly madeWith: string;
  readonly #whole: Artifact;
  readonly #texts: () => Texts;

  constructor(whole: Artifact, madeWith: string, texts: () => Texts) {
    this.kind = whole.kind;
    this.server = whole.server;
    this.environment = whole.environment;
    this.path = whole.path;
    this.from = whole.from;
    this.madeWith = madeWith;
    this.#whole = whole;
    this.#texts = texts;
  }

  get content(): unknown {
    return this.#whole.content;
  }

  get text(): string {
    return this.#texts().get(fileOf(this)) ?? this.#whole.text;
  }
}
