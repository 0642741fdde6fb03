import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { load } from 'js-yaml';
import { type ApiServer, CRDS } from './api-server.ts';

const DEFINITIONS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const SERVED_WITHIN_MS = 60_000;

interface Definition {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly group: string;
    readonly names: { readonly plural: string };
    readonly versions: { readonly name: string }[];
  };
}

/** The definitions of the operators, by file name. */
export function crdFiles(): readonly string[] {
  return readdirSync(CRDS).filter((file) => file.endsWith('.yaml'));
}

/** Installs definitions, and waits until the server takes their objects. */
export async function installCrds(server: ApiServer, files: readonly string[] = crdFiles()): Promise<void> {
  const definitions = files.map((file) => load(readFileSync(join(CRDS, file), 'utf8')) as Definition); // the operators' own files
  await Promise.all(
    definitions.map(async (definition) => {
      const { status, body } = await server.ask('POST', DEFINITIONS, definition);
      if (status !== 201 && status !== 409) throw new Error(`${definition.metadata.name}: ${JSON.stringify(body)}`);
    }),
  );
  const deadline = Date.now() + SERVED_WITHIN_MS;
  for (const { spec } of definitions) {
    const path = `/apis/${spec.group}/${spec.versions[0]?.name}/${spec.names.plural}`;
    while ((await server.ask('GET', path)).status !== 200) {
      if (Date.now() > deadline) throw new Error(`${path} is not served`);
      await pause(50);
    }
  }
}
