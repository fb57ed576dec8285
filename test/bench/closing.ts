/** What has to be undone in the end, whichever way the end comes. */
export interface Closing {
  /** Remembers it. Call it right before what it undoes; throws when the end has begun, so that nothing is begun then. */
  add(undo: () => Promise<unknown>): void
  /** Undoes everything once, the newest first. Does not throw. */
  run(): Promise<void>
}

export function createClosing(): Closing {
  const undoing: (() => Promise<unknown>)[] = []
  let running: Promise<void> | undefined

  async function runAll(): Promise<void> {
    for (let undo = undoing.pop(); undo; undo = undoing.pop()) {
      await undo().catch((error: Error) => process.stderr.write(`This was left behind: ${error.message}\n`))
    }
  }

  return {
    add(undo) {
      if (running) throw new Error('It is coming to its end')
      undoing.push(undo)
    },
    run() {
      running ??= runAll()
      return running
    },
  }
}
