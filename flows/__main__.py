"""`python -m flows` is `ogi`. Worker processes import this file too: keep it light."""

if __name__ == "__main__":
    from flows.cli import main

    main()
