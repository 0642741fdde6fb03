import { openPage } from './chromium.ts';

export interface Picture {
  readonly board: string;
  readonly png: Uint8Array;
}

const WIDTH = 1400;
const HEIGHT = 900;
/** Charts paint in a task of their own. */
const PAINTED_WITHIN_MS = 50;

/** The boards of a preview page as they look in a browser: the whole board, without what is around it. */
export async function boardPictures(
  program: string,
  page: string,
  boards: readonly string[],
  { sandbox }: { readonly sandbox: boolean },
): Promise<Picture[]> {
  const open = await openPage(program, `${page}#slos`, { width: WIDTH, height: HEIGHT, sandbox });
  try {
    await open.evaluate("root.dataset.only = 'board'; root.dataset.theme = 'light'");
    const pictures: Picture[] = [];
    for (const board of boards) {
      await open.evaluate(showing(board));
      const height = Number(await open.evaluate('Math.ceil(document.querySelector("main").getBoundingClientRect().height)'));
      const clip = { x: 0, y: 0, width: WIDTH, height: Math.max(1, height), scale: 1 };
      const { data } = await open.send('Page.captureScreenshot', { format: 'png', captureBeyondViewport: true, clip });
      pictures.push({ board, png: Buffer.from(String(data), 'base64') });
    }
    return pictures;
  } finally {
    await open.close();
  }
}

/** The page shows a board when its address changes; then all of it is drawn, also what is out of sight. */
function showing(board: string): string {
  const hash = JSON.stringify(`#board/${encodeURIComponent(board)}`);
  const drawn = `() => { drawAll(); setTimeout(done, ${PAINTED_WITHIN_MS}); }`;
  return `new Promise((done) => { addEventListener('hashchange', () => setTimeout(${drawn}), { once: true }); location.hash = ${hash}; })`;
}
