/** What the server refuses, in its own words. */
export class Refusal extends Error {
  readonly code: number
  readonly parameters: Record<string, unknown> | undefined

  constructor(code: number, description: string, parameters?: Record<string, unknown>) {
    super(description)
    this.code = code
    this.parameters = parameters
  }
}

/** The first letter is made small, as the server does, unless it begins a code such as BUTTON_DATA_INVALID. */
export function badRequest(words: string, parameters?: Record<string, unknown>): Refusal {
  const isCode = /^.[_A-Z]/.test(words)
  return new Refusal(400, `Bad Request: ${isCode ? words : words.charAt(0).toLowerCase() + words.slice(1)}`, parameters)
}

export const forbidden = (words: string): Refusal => new Refusal(403, `Forbidden: ${words}`)

export const tooMany = (seconds: number): Refusal =>
  new Refusal(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds })
