import { isJoinCode } from '../../domain/join-codes.ts'

/** The code in `关联 XXXX-XXXX-XXXXX`, typed in one go; undefined when it is something else. */
export function codeIn(text: string): string | undefined {
  const [, code] = /^\s*(?:关联|join)[\s:：，,]*(\S.*)$/iu.exec(text) ?? []
  return code !== undefined && isJoinCode(code) ? code : undefined
}
