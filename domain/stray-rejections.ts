import type { Log } from './log.ts'

/**
 * From now on a promise that failed while nobody waited for it is logged, and the program goes on: a library of one
 * channel must not take the other doors down with it. An exception that nobody caught still ends the program, for nothing
 * is known of what it left behind; the supervisor starts it again.
 */
export function surviveStrayRejections(log: Log): void {
  process.on('unhandledRejection', (err) => log.error({ err }, 'A promise failed that nobody waited for; it goes on'))
}
