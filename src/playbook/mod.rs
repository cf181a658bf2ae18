//! Playbooks. In: TOML. Out: rules, positions and ladders, or a located error. `review` comes next.
