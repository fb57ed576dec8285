import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { afterEach } from 'vitest'
import type { Candidate } from '../domain/policies/question-model.ts'

/** What the double was asked, as it came over the wire. */
export interface Asked {
  path: string
  authorization: string | undefined
  model: string
  /** Everything that was said to it. */
  text: string
  question: string
  candidates: Candidate[]
}

/** How it answers: with this content, this whole body, this status, or in its own way. */
export type Answering =
  | { content: string }
  | { body: string }
  | { status: number }
  | { elsewhere: string }
  /** Takes the question and never answers. */
  | 'hangs'
  /** Begins to answer and never ends. */
  | 'trickles'
  /** Breaks the connection. */
  | 'breaks'

/** A language model behind an OpenAI-compatible address, over real HTTP, that says what it is told to. */
export interface ModelDouble {
  /** What MODEL_URL would be. */
  url: string
  asked: Asked[]
  /** From now on. */
  answers(how: Answering | ((asked: Asked) => Answering)): void
}

const opened: Server[] = []

/** Opens a double that has no advice to give until it is told. It is closed after the test. */
export async function openModelDouble(): Promise<ModelDouble> {
  const asked: Asked[] = []
  let how: Answering | ((asked: Asked) => Answering) = { content: '{}' }
  const server = createServer((request, response) => {
    void readAsked(request).then((question) => {
      asked.push(question)
      answer(response, typeof how === 'function' ? how(question) : how)
    })
  })
  opened.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port')
  return {
    url: `http://127.0.0.1:${address.port}/v1`,
    asked,
    answers: (next) => {
      how = next
    },
  }
}

afterEach(async () => {
  for (const server of opened.splice(0)) {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
})

async function readAsked(request: IncomingMessage): Promise<Asked> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  const body = JSON.parse(text) as { model: string; messages: { role: string; content: string }[] }
  const { question, candidates } = JSON.parse(body.messages.at(-1)?.content ?? '{}') as Pick<
    Asked,
    'question' | 'candidates'
  >
  const { authorization } = request.headers
  return { path: request.url ?? '', authorization, model: body.model, text, question, candidates }
}

function answer(response: ServerResponse, how: Answering): void {
  if (how === 'hangs') return
  if (how === 'breaks') {
    response.destroy()
    return
  }
  response.setHeader('content-type', 'application/json')
  if (how === 'trickles') {
    response.write('{"choices":[')
  } else if ('status' in how) {
    response.writeHead(how.status).end('{"error":{"message":"overloaded"}}')
  } else if ('elsewhere' in how) {
    response.writeHead(307, { location: how.elsewhere }).end()
  } else if ('body' in how) {
    response.end(how.body)
  } else {
    response.end(JSON.stringify({ choices: [{ index: 0, message: { role: 'assistant', content: how.content } }] }))
  }
}
