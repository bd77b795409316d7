// What a browser without WebGL can do with assets, on another origin than theirs: the loaders of three.js read the model and the
// environment, an image and a video are looked at on a canvas of two dimensions, sounds are decoded and played.
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';
import { HDRLoader } from 'three/addons/loaders/HDRLoader.js';
import { byToken, comesRound, foreign, frame, loader, partial, peak, seek, tell } from '/checks.js';

const SIDE = 64;
const pen = Object.assign(document.createElement('canvas'), { width: SIDE, height: SIDE })
    .getContext('2d', { willReadFrequently: true });

await tell(look);

async function look(config, report) {
  report.webgl = document.createElement('canvas').getContext('webgl2') !== null;

  const sky = await loader(HDRLoader).loadAsync(config.environment);
  report.environment = { width: sky.image.width, height: sky.image.height };

  const model = (await loader(GLTFLoader).loadAsync(config.model)).scene;
  const materials = new Set();
  let triangles = 0;
  model.traverse(node => {
    if (node.isMesh) {
      materials.add(node.material);
      triangles += node.geometry.index.count / 3;
    }
  });
  report.model = {
    triangles,
    materials: [...materials].map(material => ({
      map: material.map !== null,
      normalMap: material.normalMap !== null,
      roughnessMap: material.roughnessMap !== null,
      metalnessMap: material.metalnessMap !== null,
    })),
  };

  const image = Object.assign(new Image(), { crossOrigin: 'anonymous', src: config.texture });
  await image.decode();
  report.texture = { width: image.naturalWidth, height: image.naturalHeight, colours: colours(drawn(image)) };

  const video = document.createElement('video');
  video.crossOrigin = 'anonymous';
  video.muted = video.loop = video.playsInline = true;
  video.src = config.video;
  await video.play();
  await frame(video);
  const early = drawn(video);
  const seeked = await seek(video);
  report.video = {
    width: video.videoWidth,
    height: video.videoHeight,
    seconds: video.duration,
    colours: colours(early),
    moves: differing(early, drawn(video)),
    seeked,
    partial: await partial(config.video),
  };

  report.sound = await heard(config.sound);
  report.music = await heard(config.music);
  report.music.plays = await plays(config.music);
  report.byToken = await byToken(config);
  report.foreign = await foreign(config);
}

function drawn(source) {
  pen.drawImage(source, 0, 0, SIDE, SIDE);
  return pen.getImageData(0, 0, SIDE, SIDE).data;
}

function colours(pixels) {
  return new Set(new Uint32Array(pixels.buffer)).size;
}

/** The share of pixels that differ. */
function differing(one, other) {
  let different = 0;
  for (let i = 0; i < one.length; i += 4) {
    different += Math.abs(one[i] - other[i]) + Math.abs(one[i + 1] - other[i + 1]) > 12 ? 1 : 0;
  }
  return different / (one.length / 4);
}

async function heard(url) {
  const bytes = await (await fetch(url)).arrayBuffer();
  const buffer = await new OfflineAudioContext(2, 44100, 44100).decodeAudioData(bytes);
  return {
    seconds: buffer.duration,
    channels: buffer.numberOfChannels,
    peak: peak(buffer),
    round: await comesRound(buffer),
  };
}

/** Whether an audio element gets on with it. */
async function plays(url) {
  const audio = Object.assign(new Audio(), { crossOrigin: 'anonymous', src: url, muted: true });
  await audio.play();
  await new Promise(done => audio.addEventListener('timeupdate', () => audio.currentTime > 0 && done()));
  audio.pause();
  return true;
}
