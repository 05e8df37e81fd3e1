// Hears from the server that something was recorded. Of all tabs of a browser only one listens; it tells the others.

import { LIVE } from "./addresses.ts";

/** What tabs tell each other. */
type Word = { kind: "record"; number: number } | { kind: "lost" } | { kind: "ask" };

const NAME = "paceline-live";
/** Before a stream that the server refused is asked for again. */
const PATIENCE = 3000;

interface Listener {
  record(number: number): void;
  /** The connection is gone; the next record says that it is back. */
  lost(): void;
}

/** Listens until the returned function is called. */
export function listen(listener: Listener): () => void {
  const hear = (word: Word): void => {
    if (word.kind === "record") listener.record(word.number);
    else if (word.kind === "lost") listener.lost();
  };
  if (!("locks" in navigator) || !("BroadcastChannel" in window)) return open(hear);
  const channel = new BroadcastChannel(NAME);
  const end = new AbortController();
  let close = (): void => {};
  let last: Word | undefined;
  channel.onmessage = ({ data }: MessageEvent<Word>) => {
    if (data.kind !== "ask") hear(data);
    else if (last) channel.postMessage(last);
  };
  channel.postMessage({ kind: "ask" } satisfies Word);
  // Whoever holds the lock holds the stream; when its tab goes, the next in line gets both.
  const lead = (): Promise<void> =>
    new Promise((resolve) => {
      if (end.signal.aborted) return resolve();
      const stop = open((word) => {
        last = word;
        channel.postMessage(word);
        hear(word);
      });
      close = () => {
        stop();
        resolve();
      };
    });
  navigator.locks.request(NAME, { signal: end.signal }, lead).catch(() => {});
  return () => {
    end.abort();
    close();
    channel.close();
  };
}

function open(hear: (word: Word) => void): () => void {
  let again: number | undefined;
  let source: EventSource;
  const connect = (): void => {
    source = new EventSource(LIVE);
    source.addEventListener("record", (event) => hear({ kind: "record", number: Number(event.data) }));
    source.onerror = () => {
      hear({ kind: "lost" });
      // A connection that broke is tried again by the browser; an answer it did not like is not.
      if (source.readyState === EventSource.CLOSED) again = window.setTimeout(connect, PATIENCE);
    };
  };
  connect();
  return () => {
    clearTimeout(again);
    source.close();
  };
}
