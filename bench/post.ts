import { request, type Agent } from 'node:http';

/** Sends one JSON body on a kept connection, with as little work of the client as node:http allows: it shares the cores with the product. */
export function post(agent: Agent, address: string, key: string, body: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sending = request(`${address}/v1/interactions`, { method: 'POST', agent, headers: { 'content-type': 'application/json', authorization: `Bearer ${key}`, 'content-length': Buffer.byteLength(body) } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => { resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString() }); });
      answer.on('error', reject);
    });
    sending.on('error', reject);
    sending.end(body);
  });
}

/** Results of a batch that was acknowledged. Errors: any status but 200. */
export function resultsOf(answer: { status: number; text: string }): { id: string; status: string; reference: string }[] {
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text.slice(0, 200)}`);
  return (JSON.parse(answer.text) as { results: { id: string; status: string; reference: string }[] }).results;
}
