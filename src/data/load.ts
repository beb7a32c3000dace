import { Complaint, quote } from '../problem/complaint.ts';

/**
 * Fetches the text of a CSV by the page's own fetch rules.
 * @throws Complaint when it cannot be reached or answers an error; AbortError when aborted
 */
export async function loadText(src: string, signal: AbortSignal): Promise<string> {
  let response: Response, text: string;
  try {
    response = await fetch(new URL(src, document.baseURI), { signal });
    text = response.ok ? await response.text() : ''; // the connection may also break here
  } catch (error) {
    if (signal.aborted) throw error;
    throw new Complaint(`The CSV at ${quote(src)} could not be reached; allowed is the address of a file that this page may fetch.`, 'src');
  }
  if (!response.ok) throw new Complaint(`The CSV at ${quote(src)} answered ${response.status}; allowed is the address of a file that exists.`, 'src');
  return text;
}
