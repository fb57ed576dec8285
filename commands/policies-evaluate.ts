import type { Deps, Print } from './operator-command.ts'

export interface EvaluateRequest {
  act: 'evaluate'
  queries: string
  qrels: string
  /** The civil date on which it is asked; absent: today. */
  on: string | undefined
  region: string | undefined
  json: boolean
}

export async function evaluate(_deps: Deps, _request: EvaluateRequest, _print: Print): Promise<number> {
  throw new Error('not yet')
}
