import type { Command } from '../domain/store/control-socket.ts'
import { calendar } from './calendar-acts.ts'
import { channels } from './channels-acts.ts'
import { job } from './job-acts.ts'
import { office } from './office-acts.ts'
import type { Deps, OperatorCommand } from './operator-command.ts'
import { policies } from './policies-acts.ts'
import { room } from './room-acts.ts'
import { staff } from './staff-acts.ts'
import { operatorSentence } from './usage.ts'

export type CommandName = 'office' | 'calendar' | 'staff' | 'room' | 'policies' | 'job' | 'channels'

const known: Record<CommandName, OperatorCommand<unknown>> = {
  office: office as OperatorCommand<unknown>,
  calendar: calendar as OperatorCommand<unknown>,
  staff: staff as OperatorCommand<unknown>,
  room: room as OperatorCommand<unknown>,
  policies: policies as OperatorCommand<unknown>,
  job: job as OperatorCommand<unknown>,
  channels: channels as OperatorCommand<unknown>,
}

/** The operator's commands, ready to run. What an operator can mend is printed as a sentence; a bug is thrown. */
export function createCommands(deps: Deps): Record<CommandName, Command> {
  const ready = ({ read, run }: OperatorCommand<unknown>): Command => {
    return async (args, print) => {
      try {
        return await run(deps, read(args), print)
      } catch (error) {
        const sentence = operatorSentence(error)
        if (sentence === undefined) throw error
        print(sentence)
        return 1
      }
    }
  }
  return {
    office: ready(known.office),
    calendar: ready(known.calendar),
    staff: ready(known.staff),
    room: ready(known.room),
    policies: ready(known.policies),
    job: ready(known.job),
    channels: ready(known.channels),
  }
}

/** Checks how a command is written before anything is opened for it. Throws UsageError. */
export function checkWords(name: CommandName, args: string[]): void {
  known[name].read(args)
}
