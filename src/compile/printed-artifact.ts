import type { Artifact, ArtifactKind, Draft } from '../artifacts/kind.ts';
import type { Address } from '../kernel/address.ts';
import type { ServerKind } from '../model/environment.ts';

/** A draft for an environment. It is printed whenever its text is asked for: of a large estate that is more than memory should hold. */
export class PrintedArtifact implements Artifact {
  readonly kind: string;
  readonly server: ServerKind | 'docs';
  readonly environment: string;
  readonly path: string;
  readonly from: readonly Address[];
  readonly #draft: Draft<unknown>;
  readonly #print: ArtifactKind['print'];

  constructor(
    { kind, server, print }: Pick<ArtifactKind, 'kind' | 'server' | 'print'>,
    draft: Draft<unknown>,
    environment: string,
  ) {
    this.kind = kind;
    this.server = server;
    this.environment = environment;
    this.path = draft.path;
    this.from = draft.from;
    this.#draft = draft;
    this.#print = print;
  }

  get content(): unknown {
    return this.#draft.content;
  }

  get text(): string {
    return this.#print(this.#draft.content);
  }
}
