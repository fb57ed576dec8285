import type { Reply } from '../../message.ts'

/** A reply as lines of a terminal: what may be shown once stands in its place, choices are counted through from 1. */
export function drawReply({ text, secrets, choices, files }: Reply): string {
  const words = text.replace(/\{\{(\w+)\}\}/g, (place, name: string) => secrets?.[name] ?? place)
  const labels = (choices ?? []).flat().map((choice, index) => `  ${index + 1}. ${choice.label}`)
  const attached = (files ?? []).map((file) => `  [${file.name}]`)
  return [withoutControl(words), ...attached.map(withoutControl), ...labels.map(withoutControl)].join('\n')
}

/** Words of strangers must not steer the terminal. */
function withoutControl(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]/gu, '')
}
