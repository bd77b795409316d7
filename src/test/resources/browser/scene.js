// What a campaign's front end does with assets, on another origin than theirs: loads each with the loaders of three.js,
// shows them in one scene, looks at the pixels, and tells the test what it saw.
import * as THREE from 'three';
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';
import { HDRLoader } from 'three/addons/loaders/HDRLoader.js';
import { byToken, comesRound, foreign, frame, loader, partial, peak, seek, tell } from '/checks.js';

const WIDTH = 480;
const HEIGHT = 270;
await tell(look);

async function look(config, report) {
  const renderer = new THREE.WebGLRenderer({ antialias: true, preserveDrawingBuffer: true });
  renderer.setSize(WIDTH, HEIGHT);
  renderer.toneMapping = THREE.ACESFilmicToneMapping;
  document.body.append(renderer.domElement);
  const gl = renderer.getContext();
  const names = gl.getExtension('WEBGL_debug_renderer_info');
  report.renderer = names ? gl.getParameter(names.UNMASKED_RENDERER_WEBGL) : 'unknown';

  const scene = new THREE.Scene();
  const camera = new THREE.PerspectiveCamera(45, WIDTH / HEIGHT, 0.01, 100);
  camera.position.set(0.4, 0.5, 2.6);
  camera.lookAt(0, 0.1, 0);

  const draw = () => {
    renderer.render(scene, camera);
    const pixels = new Uint8Array(WIDTH * HEIGHT * 4);
    gl.readPixels(0, 0, WIDTH, HEIGHT, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
    return pixels;
  };

  // The environment: lighting and reflection.
  const sky = await loader(HDRLoader).loadAsync(config.environment);
  sky.mapping = THREE.EquirectangularReflectionMapping;
  report.environment = { width: sky.image.width, height: sky.image.height };
  const pmrem = new THREE.PMREMGenerator(renderer);
  const lighting = pmrem.fromEquirectangular(sky).texture;
  scene.environment = lighting;
  scene.background = lighting;

  // The model.
  const model = (await loader(GLTFLoader).loadAsync(config.model)).scene;
  const box = new THREE.Box3().setFromObject(model);
  const size = box.getSize(new THREE.Vector3());
  model.scale.setScalar(1.2 / Math.max(size.x, size.y, size.z));
  box.setFromObject(model).getCenter(model.position).multiplyScalar(-1);
  const materials = new Set();
  let triangles = 0;
  model.traverse(node => {
    if (node.isMesh) {
      materials.add(node.material);
      const geometry = node.geometry;
      triangles += (geometry.index ?? geometry.attributes.position).count / 3;
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
  const without = draw();
  scene.add(model);
  const lit = draw();
  report.model.covers = share(lit, without);
  scene.environment = null;
  report.model.darkerWithoutEnvironment = brightness(lit, without, lit) - brightness(lit, without, draw());
  scene.environment = lighting;
  const maps = [...materials].map(material => material.map);
  materials.forEach(material => { material.map = null; material.needsUpdate = true; });
  report.model.changesWithoutMaps = share(lit, draw());
  [...materials].forEach((material, i) => { material.map = maps[i]; material.needsUpdate = true; });
  report.model.sameWithMapsAgain = share(lit, draw());

  // A floor that the texture tiles.
  const tile = await loader(THREE.TextureLoader).loadAsync(config.texture);
  tile.wrapS = tile.wrapT = THREE.RepeatWrapping;
  tile.repeat.set(4, 4);
  tile.colorSpace = THREE.SRGBColorSpace;
  report.texture = { width: tile.image.width, height: tile.image.height };
  const floor = new THREE.Mesh(new THREE.PlaneGeometry(4, 4), new THREE.MeshStandardMaterial({ map: tile }));
  floor.rotation.x = -Math.PI / 2;
  floor.position.y = -0.62;
  const beforeFloor = draw();
  scene.add(floor);
  report.texture.covers = share(beforeFloor, draw());

  // A screen that the video plays on.
  const video = document.createElement('video');
  video.crossOrigin = 'anonymous';
  video.muted = video.loop = video.playsInline = true;
  video.src = config.video;
  await video.play();
  const screen = new THREE.Mesh(
      new THREE.PlaneGeometry(1.6, 0.9), new THREE.MeshBasicMaterial({ map: new THREE.VideoTexture(video) }));
  screen.position.set(-0.6, 0.35, -0.9);
  const beforeScreen = draw();
  scene.add(screen);
  await frame(video);
  const early = draw();
  const seeked = await seek(video);
  const late = draw();
  report.video = {
    width: video.videoWidth,
    height: video.videoHeight,
    seconds: video.duration,
    covers: share(beforeScreen, early),
    moves: share(early, late),
    seeked,
    partial: await partial(config.video),
  };

  // A sound in the scene.
  const listener = new THREE.AudioListener();
  camera.add(listener);
  const sound = new THREE.PositionalAudio(listener);
  const buffer = await loader(THREE.AudioLoader).loadAsync(config.sound);
  sound.setBuffer(buffer);
  model.add(sound);
  const analyser = new THREE.AudioAnalyser(sound, 32);
  sound.play();
  report.sound = { seconds: buffer.duration, channels: buffer.numberOfChannels, peak: peak(buffer) };
  report.sound.heard = await until(() => analyser.getAverageFrequency() > 0);
  const music = await loader(THREE.AudioLoader).loadAsync(config.music);
  report.music = { seconds: music.duration, channels: music.numberOfChannels, peak: peak(music), round: await comesRound(music) };

  report.byToken = await byToken(config);
  report.foreign = await foreign(config);
  draw();
}

async function until(holds) {
  for (let i = 0; i < 200; i++) {
    if (holds()) {
      return true;
    }
    await new Promise(requestAnimationFrame);
  }
  return false;
}

/** The share of pixels that differ. */
function share(one, other) {
  let different = 0;
  for (let i = 0; i < one.length; i += 4) {
    if (differs(one, other, i)) {
      different++;
    }
  }
  return different / (one.length / 4);
}

/** The mean brightness, 0 to 1, of the pixels in which two pictures differ, in a third one. */
function brightness(one, other, picture) {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < one.length; i += 4) {
    if (differs(one, other, i)) {
      sum += picture[i] + picture[i + 1] + picture[i + 2];
      count++;
    }
  }
  return count === 0 ? 0 : sum / count / 765;
}

function differs(one, other, i) {
  return Math.abs(one[i] - other[i]) + Math.abs(one[i + 1] - other[i + 1]) + Math.abs(one[i + 2] - other[i + 2]) > 12;
}
