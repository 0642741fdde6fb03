import type { DashboardFrame } from '../define/dashboard-resolve.ts';
import type { Dashboard } from '../model/dashboard.ts';

interface Shown {
  readonly tags: Dashboard['tags'];
  readonly engines: Dashboard['engines'];
  readonly sections: () => Dashboard['sections'];
}

/** A board whose sections are made when they are read: those of a large estate are more than memory should hold. */
export class DerivedBoard implements Dashboard {
  readonly address: Dashboard['address'];
  readonly name: string;
  readonly origin: object;
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly scope: Dashboard['scope'];
  readonly folder: Dashboard['folder'];
  readonly tags: Dashboard['tags'];
  readonly variables: Dashboard['variables'];
  readonly links: Dashboard['links'];
  readonly annotations: Dashboard['annotations'];
  readonly settings: Dashboard['settings'];
  readonly engines: Dashboard['engines'];
  readonly #sections: () => Dashboard['sections'];

  constructor(frame: DashboardFrame, { tags, engines, sections }: Shown) {
    this.address = frame.address;
    this.name = frame.name;
    this.origin = frame.origin;
    this.uid = frame.uid;
    this.title = frame.title;
    this.description = frame.description;
    this.scope = frame.scope;
    this.folder = frame.folder;
    this.tags = [...frame.tags, ...tags];
    this.variables = frame.variables;
    this.links = frame.links;
    this.annotations = frame.annotations;
    this.settings = frame.settings;
    this.engines = engines;
    this.#sections = sections;
  }

  get sections(): Dashboard['sections'] {
    return this.#sections();
  }
}
