/** How WeChat flattens a quote into the words: `「名：原文」`, a line of dashes, and the answer. */
const flattened = /^「([^：:\n]{0,64})[：:]([\s\S]*)」\s*\n(?:[-—－]\s?){3,}\s*\n([\s\S]*)$/

/** The words of an answer, and those that it quotes. */
export function splitQuote(text: string): { text: string; quoted?: string } {
  const found = flattened.exec(text)
  if (!found) return { text }
  const [, , quoted = '', answer = ''] = found
  return { text: answer.trim(), ...(quoted.trim() !== '' && { quoted: quoted.trim() }) }
}
