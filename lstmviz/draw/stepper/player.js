// Stepping, sub-stepping and playing, for whatever has a state, a scene and act(): mixed into its class.

const STAGED_SPEED = 0.5; // playing this slowly goes sub-step by sub-step
const BEAT = 500; // ms a step at speed 1

export const player = {
  // Sub-steps run on into the next step.
  substep(direction) {
    const last = this.scene.panels[this.state.panel].equations.length;
    const { step, stage } = this.state;
    if (direction > 0 && stage === last) return this.move(1, 1);
    if (direction < 0 && stage <= 1 && step > 0) return this.act({ step: step - 1, stage: last });
    return this.act({ stage: Math.max(stage + direction, 1) });
  },

  move(steps, stage = this.state.stage) {
    this.act({ step: this.state.step + steps, stage });
  },

  play(playing) {
    clearInterval(this.beating);
    if (this.state.playing === playing && !playing) return;
    const ended = this.state.step === this.scene.steps - 1;
    this.act({ playing, ...(playing && ended ? { step: 0, stage: 0 } : {}) });
    if (playing)
      this.beating = setInterval(
        () => this.beat(),
        this.state.speed === STAGED_SPEED ? BEAT : BEAT / this.state.speed,
      );
  },

  beat() {
    const last = this.scene.panels[this.state.panel].equations.length;
    const staged = this.state.speed === STAGED_SPEED;
    if (this.state.step === this.scene.steps - 1 && (!staged || this.state.stage === last))
      return this.play(false);
    return staged ? this.substep(1) : this.move(1);
  },
};
