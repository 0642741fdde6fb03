import type { Dashboard, Panel, PanelQuery } from '../../model/dashboard.ts';
import type { EngineName } from '../../model/query.ts';
import type { BoardSeen, Grid, Snapshot } from '../../preview/seen.ts';
import { aFewAtATime } from '../../targets/a-few-at-a-time.ts';
import { OutsideFailure } from '../../targets/failure.ts';
import type { HttpReader } from '../../targets/http.ts';
import { ask } from './ask.ts';
import { fillIn, type Moment } from './fill-in.ts';
import { type Asked, isAsked, panelSeen } from './panel-seen.ts';
import { type Answer, keyOfQuestion, type Question } from './question.ts';
import { gridOf, ownGrid } from './span.ts';
import { variableValues } from './variable-values.ts';

export interface SnapshotInput {
  readonly target: string;
  readonly dashboards: readonly Dashboard[];
  readonly clients: Readonly<Record<EngineName, HttpReader | undefined>>;
  readonly now: Date;
  /** undefined: each board's own range. */
  readonly sinceMs: number | undefined;
  readonly scrapeSeconds: number;
  /** Called after each answer. */
  progress(done: number, all: number): void;
}

type Outcome = { readonly answer: Answer } | { readonly failed: string };

/** Asks every query of every panel once; what two panels ask alike is asked once. */
export async function takeSnapshot(input: SnapshotInput): Promise<Snapshot> {
  const boards = await aFewAtATime(input.dashboards, (dashboard) => preparedBoard(dashboard, input));
  const questions = new Map(
    boards.flatMap(({ panels }) =>
      panels.flatMap(({ asked }) => asked.map(({ question }) => [keyOfQuestion(question), question])),
    ),
  );
  const outcomes = await answersTo(questions, input);
  const seen = boards.map(({ uid, grid, panels }): readonly [string, BoardSeen] => {
    const answered = panels.map(({ key, own, asked }) => {
      const all = asked.map(({ shown, question }): Asked => ({ shown, ...(outcomes.get(keyOfQuestion(question)) ?? NOT_ASKED) }));
      return [key, { ...panelSeen(all, own ?? grid), grid: own }] as const;
    });
    return [uid, { grid, panels: new Map(answered) }];
  });
  return { target: input.target, at: input.now, boards: new Map(seen) };
}

const NOT_ASKED: Outcome = { failed: 'it was not asked' };

interface PreparedBoard {
  readonly uid: string;
  readonly grid: Grid;
  readonly panels: readonly {
    readonly key: string;
    /** Where it is not the board's. */
    readonly own: Grid | undefined;
    readonly asked: readonly { readonly shown: PanelQuery; readonly question: Question }[];
  }[];
}

async function preparedBoard(
  dashboard: Dashboard,
  { clients, now, sinceMs, scrapeSeconds }: SnapshotInput,
): Promise<PreparedBoard> {
  const grid = gridOf(dashboard, sinceMs, now, scrapeSeconds);
  const moment = momentOf(grid, scrapeSeconds);
  const values = await variableValues(dashboard.variables, clients.prometheus, (text, known) => fillIn(text, known, moment));
  const prepared = (panel: Panel) => {
    const own = ownGrid(panel, grid, scrapeSeconds);
    const asked = panel.queries.map((shown) => {
      const at = { ...(own ? momentOf(own, scrapeSeconds) : moment), instant: shown.instant };
      const { engine, text } = shown.query;
      return { shown, question: { ...at, engine, format: shown.format, text: fillIn(text, values, at) } };
    });
    return { key: panel.key, own, asked };
  };
  const panels = dashboard.sections.flatMap((section) => section.panels).filter(isAsked);
  return { uid: dashboard.uid, grid, panels: panels.map(prepared) };
}

function momentOf({ from, points, stepSeconds }: Grid, scrapeSeconds: number): Moment {
  return { fromSeconds: from, toSeconds: from + (points - 1) * stepSeconds, stepSeconds, scrapeSeconds, instant: false };
}

/** A server that is not there is asked once, not for every panel. */
async function answersTo(questions: ReadonlyMap<string, Question>, input: SnapshotInput): Promise<ReadonlyMap<string, Outcome>> {
  const away = new Map<EngineName, string>();
  let done = 0;
  const outcomes = await aFewAtATime([...questions], async ([key, question]) => {
    const outcome = await outcomeOf(question, input, away);
    done += 1;
    input.progress(done, questions.size);
    return [key, outcome] as const;
  });
  return new Map(outcomes);
}

async function outcomeOf(
  question: Question,
  { clients, target }: SnapshotInput,
  away: Map<EngineName, string>,
): Promise<Outcome> {
  const { engine } = question;
  const client = clients[engine];
  const known = client ? away.get(engine) : `${target} has no ${engine} to ask`;
  if (!client || known !== undefined) return { failed: known ?? '' };
  try {
    return { answer: await ask(client, question) };
  } catch (failure) {
    if (!(failure instanceof OutsideFailure)) throw failure;
    const message = saidBy(failure);
    if (failure.undelivered) away.set(engine, message);
    return { failed: message };
  }
}

/** What an engine says of a query it does not take is all there is to say. */
const REFUSED: ReadonlySet<number | undefined> = new Set([400, 422]);

function saidBy({ message, detail, status }: OutsideFailure): string {
  if (detail === '') return message;
  return REFUSED.has(status) ? detail : `${message}: ${detail}`;
}
