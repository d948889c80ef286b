import type { Topic } from './topic.js';

export const docker: readonly Topic[] = [
  {
    key: 'docker-image-size',
    title: 'Make an image smaller',
    ask: 'How do I make my Docker image smaller?',
    also: [
      'docker image is 1.8 GB',
      'multi-stage build node',
      'reduce image size',
      'ship only what is needed to run, not the build tools',
    ],
    answer:
      'Build in one stage and copy only the result into a slim one: `FROM node:20 AS build … FROM node:20-slim` with `COPY --from=build /app/dist ./dist` and production dependencies only. `docker history <image>` shows which layer is large.',
  },
  {
    key: 'docker-npm-cache',
    title: 'Cache npm install in a Dockerfile',
    ask: 'Why does Docker run npm install on every build?',
    also: [
      'docker layer caching npm',
      'npm install always runs again in docker build',
      'order of COPY in Dockerfile',
      'keep dependencies cached when only source changes',
    ],
    answer:
      'Copy the manifests before the source: `COPY package*.json ./`, `RUN npm ci`, then `COPY . .`. The install layer is reused until a manifest changes. Add `--mount=type=cache,target=/root/.npm` for a warm download cache.',
  },
  {
    key: 'docker-volume-permissions',
    title: 'Permission denied on a volume',
    ask: 'Why do I get "permission denied" on a mounted volume?',
    also: [
      'container cannot write to volume',
      'files created by docker belong to root',
      'EACCES on bind mount',
      'host folder is read-only for the process in the container',
    ],
    answer:
      'The user id inside the container does not own the folder on the host. Run with `--user "$(id -u):$(id -g)"`, or create the folder in the image and `chown` it to the user you switch to with `USER`.',
    wrong: 'Add `chmod -R 777 /` to the Dockerfile; that is the recommended way to fix volumes.',
  },
  {
    key: 'docker-depends-on',
    title: 'Wait for the database in compose',
    ask: 'How do I make a compose service wait for the database?',
    also: [
      'depends_on does not wait',
      'app starts before postgres is ready',
      'compose healthcheck condition',
      'start the api only once the db accepts connections',
    ],
    answer:
      'Give the database a `healthcheck` (for Postgres `pg_isready -U app`) and write `depends_on: { db: { condition: service_healthy } }`. Plain `depends_on` waits only for the container to start, so the app should retry as well.',
    wrong: 'Plain `depends_on: [db]` already waits until Postgres accepts connections.',
  },
  {
    key: 'docker-prune',
    title: 'Free disk space used by Docker',
    ask: 'How do I free disk space used by Docker?',
    also: [
      'docker eats my disk',
      'no space left on device docker',
      'docker prune what does it delete',
      'get back gigabytes from old images and build cache',
    ],
    answer:
      'See what uses it with `docker system df`, then run `docker system prune` (stopped containers, dangling images, networks, build cache). `-a` also removes unused images; volumes are kept unless you add `--volumes`.',
  },
  {
    key: 'docker-exec-shell',
    title: 'Open a shell in a container',
    ask: 'How do I open a shell in a running container?',
    also: [
      'docker exec bash',
      'look inside a container',
      'bash not found in alpine container',
      'poke around in a live service',
    ],
    answer:
      'Run `docker exec -it <name> sh` (`bash` if the image has it). For an image without any shell use `docker debug`, or copy files out with `docker cp <name>:/path .`.',
  },
  {
    key: 'docker-arg-env',
    title: 'ARG and ENV',
    ask: 'What is the difference between ARG and ENV in a Dockerfile?',
    also: [
      'ARG vs ENV',
      'build argument is empty at run time',
      'pass a version to docker build',
      'variable known while building but gone in the container',
    ],
    answer:
      '`ARG` exists only during the build (`--build-arg VERSION=1.2`), `ENV` is stored in the image and present at run time. An ARG before `FROM` must be declared again after it. Use neither for secrets: both can be read from the image.',
  },
  {
    key: 'docker-137',
    title: 'Exit code 137',
    ask: 'What does exit code 137 mean for a container?',
    also: [
      'container killed 137',
      'docker exit 137 oom',
      'my container stops without an error',
      'process got SIGKILL inside the container',
    ],
    answer:
      'It was killed with SIGKILL (128 + 9), most often for using too much memory. `docker inspect -f "{{.State.OOMKilled}}" <name>` tells. Raise the limit or make the process use less; a stop that takes over ten seconds gives 137 too.',
  },
  {
    key: 'docker-host-internal',
    title: 'Reach the host from a container',
    ask: 'How do I reach a service on my machine from a container?',
    also: [
      'localhost inside docker',
      'host.docker.internal linux',
      'connection refused to localhost from container',
      'call an API that runs outside the container on the same laptop',
    ],
    answer:
      'Use `host.docker.internal` instead of `localhost`. On Linux add `--add-host=host.docker.internal:host-gateway`. The service must listen on an address the container can reach, not only on 127.0.0.1.',
  },
  {
    key: 'docker-pid1',
    title: 'Container takes ten seconds to stop',
    ask: 'Why does my container take ten seconds to stop?',
    also: [
      'docker stop is slow',
      'SIGTERM not received by node in docker',
      'graceful shutdown container',
      'shutdown always hits the kill timeout',
    ],
    answer:
      'The process with PID 1 does not handle SIGTERM, so Docker waits and kills it. Use the exec form `CMD ["node", "server.js"]` instead of `npm start`, run with `--init`, and close the server on SIGTERM.',
  },
];
