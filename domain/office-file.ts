import type { z } from 'zod'
import { findOfficeProblems } from './office-checks.ts'
import { type OfficeFile, type OfficeProblem, officeSchema } from './office-schema.ts'

export type { OfficeFile, OfficeProblem }

/** Reads an office file that has been parsed from JSON. All problems are told at once, so that they can be mended at once. */
export function parseOfficeFile(
  json: unknown,
): { ok: true; office: OfficeFile } | { ok: false; problems: OfficeProblem[] } {
  const parsed = officeSchema.safeParse(json, { reportInput: true })
  if (!parsed.success) return { ok: false, problems: parsed.error.issues.flatMap(toProblems) }
  const problems = findOfficeProblems(parsed.data)
  return problems.length === 0 ? { ok: true, office: parsed.data } : { ok: false, problems }
}

function toProblems(issue: z.core.$ZodIssue): OfficeProblem[] {
  const path = pathOf(issue.path)
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: path === '' ? key : `${path}.${key}`,
      problem: `"${key}" is not known here. Take it out or correct its spelling.`,
    }))
  }
  if (issue.code === 'invalid_type' && issue.input === undefined) {
    return [{ path, problem: `Missing. Write ${article(issue.expected)}.` }]
  }
  if (issue.code === 'invalid_type') return [{ path, problem: `Write ${article(issue.expected)} here.` }]
  return [{ path, problem: issue.message }]
}

function pathOf(path: PropertyKey[]): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '')
}

function article(expected: string): string {
  const names: Record<string, string> = {
    string: 'a text in quotes',
    object: 'an object { … }',
    array: 'a list [ … ]',
    tuple: 'a list of two, like ["08:30", "12:00"]',
    number: 'a number',
    int: 'a whole number',
  }
  return names[expected] ?? expected
}
