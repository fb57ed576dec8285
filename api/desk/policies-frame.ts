import type { Work } from '../../domain/context.ts'
import { officerNames } from '../../domain/officers.ts'
import { civilDateOf, timeOfDay } from '../../domain/rules/civil-date.ts'
import { type Html, html } from '../pages/html.ts'
import { staffLayout } from '../pages/staff-layout.ts'

/** The path below which officers keep the policies. */
export const policyDesk = '/desk/policies'

/** Where one version of a policy is looked at. */
export function versionPath(policyId: string, version: number): string {
  return `${policyDesk}/versions/${policyId}/${version}`
}

const parts = [
  { path: policyDesk, label: '文件' },
  { path: `${policyDesk}/answered`, label: '问答复核' },
  { path: `${policyDesk}/words`, label: '俗话词典' },
]

/** A page of the policy desk, with the ways to its other parts. */
export function policyFrame(page: {
  title: string
  /** The path of the part it belongs to. */
  part: string
  body: Html
  done?: string | undefined
  problem?: string | undefined
}): string {
  const { title, part, body, done, problem } = page
  const links = parts.map(
    ({ path, label }) => html`<a href="${path}"${path === part && html` aria-current="page"`}>${label}</a> `,
  )
  return staffLayout({
    title,
    place: policyDesk,
    done,
    problem,
    body: html`<nav class="no-print" aria-label="政策库">${links}</nav>
${body}`,
  })
}

/** A form of one button. What it sends besides is `fields`. */
export function drawAct(act: {
  path: string
  label: string
  fields?: Record<string, string>
  strong?: boolean
  /** What the button is about, for whoever cannot see where it stands. */
  about?: string
}): Html {
  const { path, label, fields = {}, strong = false, about } = act
  return html`<form action="${path}" method="post">${Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )}<button type="submit"${strong && html` class="strong"`}${about !== undefined && html` aria-label="${label}：${about}"`}>${label}</button></form>`
}

/** Who did something, by how the domain notes it. */
export type Names = (by: string | null | undefined) => string

/** Looks up the names of everybody who is noted there. */
export async function namesOf(work: Work, noted: readonly (string | null | undefined)[]): Promise<Names> {
  const ids = noted.flatMap((by) => (by?.startsWith('officer:') ? [by.slice('officer:'.length)] : []))
  const names = await officerNames(work, ids)
  return (by) => {
    if (by === 'operator') return '管理员'
    if (!by?.startsWith('officer:')) return '系统'
    return names.get(by.slice('officer:'.length)) ?? '已离开的同事'
  }
}

/** 2026-08-03 09:30 */
export function momentOf(at: Date): string {
  return `${civilDateOf(at)} ${timeOfDay(at)}`
}

/** A field of a form that was sent; empty when it is absent or no text. */
export function fieldIn(body: unknown, name: string): string {
  const value = (body as Record<string, unknown> | null | undefined)?.[name]
  return typeof value === 'string' ? value.trim() : ''
}
