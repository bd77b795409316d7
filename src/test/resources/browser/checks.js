// What every page of these tests does: notes what goes wrong, asks for assets by token, and tells the test what it saw.
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';

const errors = [];

const consoleError = console.error;
console.error = (...words) => {
  errors.push(words.join(' '));
  consoleError(...words);
};
addEventListener('error', event => errors.push(event.message ?? `failed: ${event.target?.src}`), true);
addEventListener('unhandledrejection', event => errors.push(String(event.reason)));

/** Has the page looked at, and sends the report. */
export async function tell(look) {
  const report = {};
  try {
    await look(await (await fetch('/config.json')).json(), report);
  } catch (failure) {
    errors.push(String(failure?.stack ?? failure));
  }
  report.errors = errors;
  await fetch('/report', { method: 'POST', body: JSON.stringify(report) });
}

export function loader(Loader) {
  const made = new Loader();
  made.setCrossOrigin('anonymous');
  return made;
}

/** The same by a token instead of a signature, as <model-viewer> and fetch do. */
export async function byToken(config) {
  const authorization = { Authorization: config.authorization };
  const answer = await fetch(config.modelUri, { headers: authorization });
  const model = await new GLTFLoader().parseAsync(await answer.arrayBuffer(), '');
  const withHeader = new GLTFLoader();
  withHeader.setRequestHeader(authorization);
  return {
    status: answer.status,
    type: answer.headers.get('Content-Type'),
    nodes: model.scene.children.length,
    loaded: (await withHeader.loadAsync(config.modelUri)).scene.children.length,
  };
}

/** How what is not ours is answered. */
export async function foreign(config) {
  const statuses = [];
  for (const url of config.foreign) {
    statuses.push((await fetch(url, { headers: { Authorization: config.authorization } })).status);
  }
  statuses.push((await fetch(config.modelUri)).status);
  return statuses;
}

export function frame(video) {
  return new Promise(done => video.requestVideoFrameCallback(done));
}

export function peak(buffer) {
  return buffer.getChannelData(0).reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
}

/**
 * Plays a sound round and round as a game does, and tells what is heard where it comes round: how sharply the wave bends there
 * beside the sharpest bend within 50 ms, and how much quieter the 30 ms after it are than those before, in dB.
 */
export async function comesRound(buffer) {
  const around = Math.round(buffer.sampleRate / 20);
  const context = new OfflineAudioContext(1, buffer.length + around, buffer.sampleRate);
  const source = new AudioBufferSourceNode(context, { buffer, loop: true });
  source.connect(context.destination);
  source.start();
  const played = (await context.startRendering()).getChannelData(0);
  const seam = buffer.length;
  let there = 0;
  let near = 1e-6;
  for (let i = seam - around; i < seam + around; i++) {
    const bend = Math.abs(played[i] - 2 * played[i - 1] + played[i - 2]);
    if (i === seam || i === seam + 1) {
      there = Math.max(there, bend);
    } else {
      near = Math.max(near, bend);
    }
  }
  const short = Math.round(buffer.sampleRate * 0.03);
  const energy = part => part.reduce((sum, sample) => sum + sample * sample, 1e-9);
  const fall = energy(played.subarray(seam, seam + short)) / energy(played.subarray(seam - short, seam));
  return { jump: there / near, dip: Math.min(0, 10 * Math.log10(fall)), frames: buffer.length, rate: buffer.sampleRate };
}

/** Goes to the middle of a video, and waits for a picture of it. */
export async function seek(video) {
  const later = video.duration / 2;
  const seeked = new Promise(done => video.addEventListener('seeked', done, { once: true }));
  video.currentTime = later;
  await seeked;
  await frame(video);
  return video.currentTime >= later;
}

/** The first bytes alone. */
export async function partial(url) {
  return (await fetch(url, { headers: { Range: 'bytes=0-99' } })).status;
}
