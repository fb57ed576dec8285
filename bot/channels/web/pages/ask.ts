import { type Answer, readFailure } from './answer.ts'

const PATIENCE_MS = 20_000

/** One request to the office, with failures told in `language`. Never throws. */
export async function ask<T>(
  method: 'GET' | 'POST',
  path: string,
  language: string,
  body?: unknown,
): Promise<Answer<T>> {
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS)
  try {
    const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': language }
    const request: RequestInit = {
      method,
      headers,
      signal: patience.signal,
      credentials: 'same-origin',
      cache: 'no-store',
    }
    if (method === 'POST') {
      headers['Content-Type'] = 'application/json'
      request.body = JSON.stringify(body ?? {})
    }
    const response = await fetch(path, request)
    if (response.ok) return { kind: 'ok', body: (await response.json()) as T }
    return readFailure(response.status, response.headers.get('Retry-After'), await response.text())
  } catch {
    return { kind: 'later' }
  } finally {
    clearTimeout(timer)
  }
}
