import { expect, test } from 'vitest';
import { choosing } from '../support/cells/choose.ts';
import { differences, lookedAt, memoryStore } from '../support/cells/looked.ts';
import { nasty } from '../support/cells/nasty.ts';
import { howMany } from '../support/how-many.ts';
import { Random, seedOf } from '../support/random.ts';

const SEED = seedOf(11);
const EDITS = Number(process.env['SIGNALBOX_COUNT'] ?? howMany(2, 120));
console.log(`cells: seed ${SEED} (SIGNALBOX_SEED), ${EDITS} edits (SIGNALBOX_COUNT)`);

/** Objects that look alike: tried first, since only what refers to them tells the difference. */
const FIRST = 'a shared metric becomes an equal one';
const fields = new Set<string>();
nasty(choosing(new Set(), fields));

test('what was kept before an edit is what is made anew after it, whatever the edit', () => {
  const random = new Random(SEED);
  const edited = new Set<string>();
  const kept = memoryStore();
  lookedAt(nasty(choosing(edited)), kept);
  for (let edit = 0; edit < EDITS; edit += 1) {
    const field = edit === 0 ? FIRST : random.pick([...fields]);
    if (!edited.delete(field)) edited.add(field);
    const module = nasty(choosing(edited));
    const made = differences(lookedAt(module, kept), lookedAt(module));
    expect({ edit, edited: [...edited], made }).toEqual({ edit, edited: [...edited], made: [] });
  }
}, 600_000);
