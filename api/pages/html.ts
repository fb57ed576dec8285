/** A piece of a page that is safe to send as it is. */
export class Html {
  constructor(readonly text: string) {}
}

type Piece = Html | string | number | undefined | null | false | readonly Piece[]

/** A page's template: what is put into it is escaped, unless it is a piece of a page itself. Nothing stands for nothing. */
export function html(strings: TemplateStringsArray, ...pieces: Piece[]): Html {
  return new Html(strings.map((text, index) => (index === 0 ? text : toText(pieces[index - 1]) + text)).join(''))
}

function toText(piece: Piece): string {
  if (piece === undefined || piece === null || piece === false) return ''
  if (piece instanceof Html) return piece.text
  if (Array.isArray(piece)) return piece.map(toText).join('')
  return escapeText(String(piece))
}

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
