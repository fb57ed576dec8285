import type { Log } from './log.ts'

/**
 * From now on an error that nobody waited for is logged, without anybody's words. The promise of a library does no more:
 * what one channel is made with must not take the other doors down. A promise of ours, or an exception that nobody caught,
 * ends the program with 1: a loop of ours may have died of it, and the supervisor starts everything again.
 */
export function watchStrayErrors(log: Log): void {
  const end = (err: unknown) => {
    log.fatal({ err }, 'An error that nobody waited for ends the program; what was stored is done after the next start')
    process.exit(1)
  }
  process.on('uncaughtException', end)
  process.on('unhandledRejection', (err) => {
    if (!isOfLibrary(err)) return end(err)
    log.error({ err }, 'A promise of a library failed that nobody waited for; it goes on')
  })
}

/** Whether nothing of ours was at work when it was thrown. */
function isOfLibrary(error: unknown): boolean {
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : []
  const isLibrary = (frame: string) => /[\\/]node_modules[\\/]/.test(frame)
  return frames.some(isLibrary) && frames.every((frame) => isLibrary(frame) || frame.includes('node:'))
}
