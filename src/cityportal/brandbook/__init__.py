"""The brand book as data: the tables under ``brand/`` that officers edit."""
